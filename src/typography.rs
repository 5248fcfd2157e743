//! Owns the marks that a language's typography asks for: quotation marks, spaces before punctuation.

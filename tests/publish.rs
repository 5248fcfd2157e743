//! Owns the tests of publishing: each kind of target against a real server, through the same story.

mod publish {
    mod releases;
    pub mod site;
    mod sshd;
    pub mod story;
}

//! Owns the tests of publishing: each kind of target against a real server, through the same story.

mod publish {
    pub mod cut;
    pub mod git;
    pub mod meddled;
    pub mod pack;
    pub mod place;
    pub mod releases;
    pub mod site;
    pub mod sshd;
    pub mod store;
    pub mod story;
}

//! What tests share.

pub mod booklets;

pub mod content {
    pub mod cases;
    pub mod dump;
    pub mod files;
    pub mod plain;
    pub mod report;
}

pub mod order {
    pub mod page;
    pub mod reference;
    pub mod sheet;
}

pub mod pages {
    pub mod random;
    pub mod survey;
}

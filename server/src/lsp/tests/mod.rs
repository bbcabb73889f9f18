//! Tests of the guard and the transport, with a server whose methods misbehave on purpose; and of the real server.

mod editing;
mod editor;
mod file_links;
mod guard;
mod session;
mod settings;
mod speech;
mod transport;
mod tub;
mod word;
mod workspace_diagnostic;

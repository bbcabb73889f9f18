//! The guard and the wire, with a server whose methods misbehave on purpose, and the real server behind them.

mod editing;
mod editor;
mod guard;
mod session;
mod settings;
mod wire;

//! Starts the language server for Zed, and passes the user's settings to it.

use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree, serde_json, settings::LspSettings};

struct Debate;

impl zed::Extension for Debate {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let chosen = LspSettings::for_worktree(server.as_ref(), worktree)?.binary.and_then(|binary| binary.path);
        let command = chosen.or_else(|| worktree.which("debate-ls")).ok_or(
            "debate-ls is not on your PATH. Run `cargo install --path server` in its checkout, and restart Zed.",
        )?;
        Ok(Command { command, args: vec!["serve".to_owned()], env: worktree.shell_env() })
    }

    /// The value of `lsp.debate-ls.settings` in Zed's settings.
    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        Ok(LspSettings::for_worktree(server.as_ref(), worktree)?.settings)
    }
}

zed::register_extension!(Debate);

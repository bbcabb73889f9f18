-- The language server's configuration; `vim.lsp.enable("debate_ls")` starts it (plugin/debate.lua does).
return {
  cmd = { "debate-ls", "serve" },
  filetypes = { "debate" },
  root_markers = { "debate-ls.toml", ".git" },
}

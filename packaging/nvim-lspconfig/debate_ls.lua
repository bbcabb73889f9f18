---@brief
---
--- @REPOSITORY@
---
--- `debate-ls`, a language server for debate evidence: the briefs that debaters cut, file and read aloud.
---
--- Install it with `pip install debate-ls` or `npm install -g debate-ls`. Neovim must know the file type:
---
--- ```lua
--- vim.filetype.add({ extension = { debate = "debate", brief = "debate", cards = "debate" } })
--- ```

---@type vim.lsp.Config
return {
  cmd = { "debate-ls", "serve" },
  filetypes = { "debate" },
  root_markers = { "debate-ls.toml", ".git" },
}

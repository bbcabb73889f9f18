-- The language server: its program, and how to start it in Neovim 0.10.
local M = {}

-- The configuration from `vim.lsp.config`, with the user's changes, or else from lsp/debate_ls.lua.
function M.config()
  if vim.lsp.config then
    return vim.lsp.config.debate_ls
  end
  return dofile(vim.api.nvim_get_runtime_file("lsp/debate_ls.lua", false)[1])
end

-- The program's name or path: `debate-ls` if `cmd` is a function.
function M.program()
  local cmd = M.config().cmd
  return type(cmd) == "table" and cmd[1] or "debate-ls"
end

function M.start(buffer)
  local config = M.config()
  vim.lsp.start({
    name = "debate_ls",
    cmd = config.cmd,
    root_dir = vim.fs.root(buffer, config.root_markers),
  }, { bufnr = buffer })
end

return M

-- The language server: which program it is, and how Neovim 0.10 starts it.
local M = {}

-- As `vim.lsp.config` has it, with what the user changed; else as lsp/debate_ls.lua has it.
function M.config()
  if vim.lsp.config then
    return vim.lsp.config.debate_ls
  end
  return dofile(vim.api.nvim_get_runtime_file("lsp/debate_ls.lua", false)[1])
end

-- The program's name or path. Only a `cmd` that is a function hides it.
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

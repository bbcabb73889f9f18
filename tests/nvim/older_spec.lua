-- How the server starts in Neovim 0.10, which has neither `vim.lsp.enable` nor `vim.lsp.config`. Runs in any Neovim,
-- after removing these functions.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

expect.run("as on 0.10", function()
  if vim.lsp.enable then
    vim.lsp.enable("debate_ls", false)
    vim.lsp.enable, vim.lsp.config = nil, nil
    vim.g.loaded_debate = nil
    vim.cmd.runtime("plugin/debate.lua")
  end

  expect.open(expect.seed)
  local client = expect.server()
  expect.same("its folder", expect.root, client.root_dir)
  expect.await("the problems", function()
    return #vim.diagnostic.get(0) > 0
  end)
  expect.same("its program", "debate-ls", require("debate.server").program())
  vim.cmd.edit(vim.fn.tempname() .. ".debate")
  expect.server()
end)

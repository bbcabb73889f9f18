-- The way by which the server starts in Neovim 0.10, which knows neither `vim.lsp.enable` nor `vim.lsp.config`. It is
-- tried in the Neovim at hand, with these taken away: 0.10 itself is not to be had from a package registry.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

expect.run("as on 0.10", function()
  vim.lsp.enable("debate_ls", false)
  vim.lsp.enable, vim.lsp.config = nil, nil
  vim.g.loaded_debate = nil
  vim.cmd.runtime("plugin/debate.lua")

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

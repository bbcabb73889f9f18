-- What a brief's window and buffer are set to, and that it is undone.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

expect.run("options", function()
  for _, ending in ipairs({ "debate", "brief", "cards" }) do
    vim.cmd.edit(vim.fn.tempname() .. "." .. ending)
    expect.same(ending .. " is a brief", "debate", vim.bo.filetype)
  end

  vim.go.textwidth = 40
  expect.open({ "#### It is cheap", "" })
  expect.same("words are kept whole", true, vim.wo.linebreak)
  expect.type("Goand I " .. ("go on and on "):rep(10) .. "<Esc>")
  expect.same("a paragraph stays on its line", 3, vim.fn.line("$"))

  expect.cursor(1)
  expect.type("gcc")
  expect.same("gcc makes a comment", "<!-- #### It is cheap -->", expect.lines()[1])

  vim.cmd.split(vim.fn.tempname() .. ".txt")
  expect.same("other windows are left alone", false, vim.wo.linebreak)
  vim.cmd.close()

  vim.bo.filetype = "text"
  expect.same("the options are undone", "manual", vim.wo.foldmethod)
  expect.same("and the keys", {}, vim.api.nvim_buf_get_keymap(0, "n"))
  expect.same("and the colours", false, expect.coloured())

  vim.g.debate_display_lines = true
  expect.open({ "#### It is cheap", "", ("go on and on "):rep(40), "", "end" })
  expect.cursor(3)
  expect.type("j")
  expect.same("j goes down what is shown", 3, vim.fn.line("."))
  expect.type("2j")
  expect.same("with a count it goes by lines", 5, vim.fn.line("."))
end)

-- The options of a brief's window and buffer, and their reset.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

expect.run("options", function()
  for _, extension in ipairs({ "debate", "brief", "cards" }) do
    vim.cmd.edit(vim.fn.tempname() .. "." .. extension)
    expect.same(extension .. " is a brief", "debate", vim.bo.filetype)
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
  expect.same("other windows do not change", false, vim.wo.linebreak)
  vim.cmd.close()

  vim.bo.filetype = "text"
  expect.same("the options are reset", "manual", vim.wo.foldmethod)
  expect.same("and the keys", {}, expect.keys())
  expect.same("and the highlighting", false, expect.is_highlighted())

  vim.g.debate_display_lines = true
  expect.open({ "#### It is cheap", "", ("go on and on "):rep(40), "", "end" })
  expect.cursor(3)
  expect.type("j")
  expect.same("j goes down by screen lines", 3, vim.fn.line("."))
  expect.type("2j")
  expect.same("with a count it goes by lines", 5, vim.fn.line("."))
end)

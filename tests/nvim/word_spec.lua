-- Word files: shown as card text, imported, exported.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

local brief = {
  "### AT: Talks",
  "",
  "#### Talks fail",
  "",
  "Choi, Joseph Choi, “Kremlin shrugs,” The Hill, https://example.org/a",
  "",
  "The __talks__ are off, said the spokesman.",
}

expect.run("Word files", function()
  local messages = expect.messages()
  local asked = {}
  local answer = 2
  vim.fn.confirm = function(question)
    asked[#asked + 1] = question
    return answer
  end

  expect.open(brief)
  local cards = vim.api.nvim_buf_get_name(0)
  local word = vim.fn.fnamemodify(cards, ":r") .. ".docx"
  local function head(path)
    local file = assert(io.open(path, "rb"))
    local bytes = file:read(2)
    file:close()
    return bytes
  end

  vim.fn.setline(1, "### AT: Talks work")
  vim.cmd("Debate export")
  expect.contains("what is not written is not exported", messages[1], "write the brief first")
  vim.cmd.update()
  vim.cmd("Debate export")
  expect.contains("it says what it made", messages[2], "Exported " .. vim.fn.fnamemodify(word, ":t"))
  expect.same("a Word file", "PK", head(word))
  expect.same("nobody was asked", 0, #asked)
  vim.cmd("Debate export")
  expect.contains("a file that exists is not replaced without asking", asked[1], "exists. Replace it?")
  vim.cmd("Debate export send")
  expect.same("what is sent has a name of its own", "PK", head(vim.fn.fnamemodify(cards, ":r") .. " to send.docx"))
  vim.cmd("Debate export all")
  expect.contains("a wrong extent", messages[#messages], "use send or read")

  vim.cmd.edit(vim.fn.fnameescape(word))
  expect.await("the parser", expect.is_highlighted)
  expect.same("a Word file is shown as card text", "### AT: Talks work", expect.lines()[1])
  expect.same("with its marks", brief[7], expect.lines()[7])
  expect.same("it cannot be edited", false, vim.bo.modifiable)
  expect.server()
  local outline = expect.ask("textDocument/documentSymbol", { textDocument = { uri = vim.uri_from_bufnr(0) } })
  expect.same("its outline", "Talks fail", outline[1].children[1].name)
  expect.await("its problems", function()
    return vim.iter(vim.diagnostic.get(0)):any(function(problem)
      return problem.code == "cite-year-missing"
    end)
  end)
  vim.cmd("silent! write!")
  expect.contains("it is not written", messages[#messages], "a Word file is not written here")
  expect.same("the Word file is as before", "PK", head(word))

  answer = 1
  vim.cmd("Debate import")
  expect.same("the card file is opened", cards, vim.api.nvim_buf_get_name(0))
  expect.same("it can be edited", true, vim.bo.modifiable)
  local whole = vim.list_extend({ "### AT: Talks work" }, vim.list_slice(brief, 2))
  expect.same("it is the brief that was exported", whole, expect.lines())

  local locked = vim.fn.tempname() .. ".docx"
  vim.fn.writefile({ "{\\rtf1}" }, locked)
  vim.cmd.edit(locked)
  expect.contains("what cannot be read is named", messages[#messages], "in Word, save it as .docx")
  expect.same("and nothing is shown", { "" }, expect.lines())

  expect.same("extents are completed", { "read", "send" }, vim.fn.getcompletion("Debate export ", "cmdline"))
end)

-- `:Debate`: outline, dates and bibliography.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

-- Waits for the location list, returns its lines, and goes back to the brief.
local function location_list(title)
  expect.await(title, function()
    return vim.bo.buftype == "quickfix" and vim.fn.getloclist(0, { title = 0 }).title == title
  end)
  local lines = expect.lines()
  vim.cmd.wincmd("p")
  return lines
end

expect.run("commands", function()
  local messages = expect.messages()

  expect.open(expect.seed)
  vim.cmd("Debate outline")
  expect.same("without a server there is a message", 1, #messages)
  expect.server()

  vim.cmd("Debate outline")
  local outline = location_list("Outline")
  expect.same("a block and its cards", 9, #outline)
  expect.contains("the block is not indented", outline[1], "Answers to: Russia")
  expect.same("it is at the start of its line", 1, (outline[1]:find("Answers")))
  expect.contains("cards are indented", outline[9], "  Non-unique – US pressure")
  expect.contains("with their source", outline[9], "Choi")
  vim.cmd.lfirst()
  vim.cmd.llast()
  expect.same("the last place is the last tag", 47, vim.fn.line("."))
  vim.cmd.lclose()

  -- Unsaved changes count.
  vim.fn.setline(13, (vim.fn.getline(13):gsub("2021", "2015")))
  vim.cmd("Debate dates")
  local dates = location_list("Dates of the sources")
  expect.same("every source has a line", 8, #dates)
  expect.same(
    "a date without a year comes first",
    "XXXX-09-01             Istomin            Multiple blows to US-Russian relations",
    dates[1]
  )
  expect.contains("then the oldest", dates[2], "2015-09-09/2015-09-16  Ace")
  vim.cmd.lfirst()
  expect.same("to its cite", 43, vim.fn.line("."))
  vim.cmd.lclose()
  vim.cmd("silent undo")

  for _, wanted in ipairs({
    { "", "", "Thai News Service 21" },
    { " bibtex", "bib", "author = {{Thai News Service}}" },
    { " csl-json", "json", '"literal": "Thai News Service"' },
  }) do
    vim.cmd("Debate bibliography" .. wanted[1])
    expect.await("the bibliography" .. wanted[1], function()
      return vim.bo.buftype == "nofile"
    end)
    expect.same("its type", wanted[2], vim.bo.filetype)
    expect.contains("its first source", table.concat(expect.lines(), "\n"), wanted[3])
    vim.cmd.close()
  end

  vim.cmd("Debate bibliography pdf")
  expect.contains("a wrong format", messages[2], "bibtex")
  vim.cmd("Debate everything")
  local commands = "bibliography, caselist, dates, demote, export, import, install, mark, outline"
  expect.contains("a wrong command", messages[3], commands)
  expect.same("commands are completed", { "dates" }, vim.fn.getcompletion("Debate da", "cmdline"))
  expect.same("and formats", { "bibtex" }, vim.fn.getcompletion("Debate bibliography b", "cmdline"))

  if vim.lsp.config then
    vim.lsp.config("debate_ls", { cmd = { "no-such-program", "serve" } })
    vim.cmd("Debate dates")
    expect.contains("a missing program", messages[4], "cannot run no-such-program")
  end
end)

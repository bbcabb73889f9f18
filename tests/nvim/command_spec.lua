-- `:Debate`: outline, dates and bibliography.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

-- The lines of the location list as they are shown, once it is there; back in the brief then.
local function listed(title)
  expect.await(title, function()
    return vim.bo.buftype == "quickfix" and vim.fn.getloclist(0, { title = 0 }).title == title
  end)
  local lines = expect.lines()
  vim.cmd.wincmd("p")
  return lines
end

expect.run("commands", function()
  local said = {}
  ---@diagnostic disable-next-line: duplicate-set-field
  vim.notify = function(message)
    said[#said + 1] = message
  end

  expect.open(expect.seed)
  vim.cmd("Debate outline")
  expect.same("with no server that is said", 1, #said)
  expect.server()

  vim.cmd("Debate outline")
  local outline = listed("Outline")
  expect.same("a block and its cards", 9, #outline)
  expect.holds("the block is not indented", outline[1], "Answers to: Russia")
  expect.same("it begins its line", 1, (outline[1]:find("Answers")))
  expect.holds("cards are", outline[9], "  Non-unique – US pressure")
  expect.holds("with their source", outline[9], "Choi")
  vim.cmd.lfirst()
  vim.cmd.llast()
  expect.same("the last place is the last tag", 47, vim.fn.line("."))
  vim.cmd.lclose()

  -- What is not saved counts as well.
  vim.fn.setline(13, (vim.fn.getline(13):gsub("2021", "2015")))
  vim.cmd("Debate dates")
  local dates = listed("Dates of the sources")
  expect.same("every source has a line", 8, #dates)
  expect.same(
    "a date without a year comes first",
    "XXXX-09-01             Istomin            Multiple blows to US-Russian relations",
    dates[1]
  )
  expect.holds("then the oldest", dates[2], "2015-09-09/2015-09-16  Ace")
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
    expect.holds("its first source", table.concat(expect.lines(), "\n"), wanted[3])
    vim.cmd.close()
  end

  vim.cmd("Debate bibliography pdf")
  expect.holds("a wrong format", said[2], "bibtex")
  vim.cmd("Debate everything")
  expect.holds("a wrong command", said[3], "bibliography, dates, install, outline")
  expect.same("words are completed", { "dates" }, vim.fn.getcompletion("Debate d", "cmdline"))
  expect.same("and formats", { "bibtex" }, vim.fn.getcompletion("Debate bibliography b", "cmdline"))

  if vim.lsp.config then
    vim.lsp.config("debate_ls", { cmd = { "no-such-program", "serve" } })
    vim.cmd("Debate dates")
    expect.holds("a program that is not there", said[4], "no-such-program cannot be run")
  end
end)

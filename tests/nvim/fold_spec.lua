-- Cards and blocks fold, and a closed fold shows what is in it.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

local brief = {
  "### AT: Cost", -- 1
  "", -- 2
  "#### It is cheap", -- 3
  "", -- 4
  "**Wallace 21** – Ada Wallace, economist, “The price,” The Ledger, May 3, 2021", -- 5
  "", -- 6
  "The price of it all is lower than anyone had thought a year before.", -- 7
  "", -- 8
  "#### It is " .. ("very "):rep(40) .. "quick", -- 9
  "", -- 10
  "Osei 20 – Kofi Osei, engineer, “The works,” The Builder, June 4, 2020", -- 11
  "", -- 12
  "It took a month, and would have taken two without the rain.", -- 13
  "", -- 14
  "### AT: Delay", -- 15
  "", -- 16
  "#### There is none", -- 17
}

local function closed(line)
  return vim.fn.foldclosed(line), vim.fn.foldclosedend(line)
end

local function shown(line)
  return (vim.fn.foldtextresult(line):gsub("·*$", ""))
end

-- Neovim computes folds in the background.
local function open(brief_or_path, line)
  expect.open(brief_or_path)
  expect.await("the folds", function()
    return vim.fn.foldlevel(line) > 0
  end)
end

expect.run("folds", function()
  open(brief, 3)
  expect.same("all folds are open at first", { -1, -1 }, { closed(3) })

  expect.cursor(5)
  expect.type("zc")
  expect.same("zc closes the card, with the blank line after it", { 3, 8 }, { closed(5) })
  expect.same("and shows its tag and short cite", "It is cheap  Wallace 21", shown(3))

  vim.wo.foldlevel = 1
  expect.same("and the second card", { 9, 14 }, { closed(9) })
  local line = shown(9)
  expect.contains("a long tag leaves room", line, "very…  Osei 20")
  expect.same("for the short cite", true, vim.fn.strdisplaywidth(line) <= vim.o.columns)

  vim.wo.foldlevel = 0
  expect.same("a block closes over its cards", { 1, 14 }, { closed(7) })
  expect.same("and counts them", "AT: Cost  2 cards", shown(1))

  -- Text typed at the end belongs to the last card.
  vim.wo.foldlevel = 99
  expect.cursor(17)
  expect.type("o<CR>Diop 19 – Awa Diop, “Time,” The Clock, May 5, 2019<CR><CR>There was none, all told.<Esc>")
  vim.wo.foldlevel = 1
  expect.await("the folds to follow what is typed", function()
    return vim.deep_equal({ closed(19) }, { 17, 21 })
  end)

  -- This brief has no markup, and complete short cites.
  open(expect.seed, 23)
  vim.wo.foldlevel = 1
  expect.same("its first card", { 3, 10 }, { closed(3) })
  expect.same("its source", "Russian mediation in Syria fails  Thai News Service, September 7, 2021", shown(3))
  expect.same("a name without qualifications", "Multiple blows to US-Russian relations  Igor Istomin", shown(41))
  expect.same("a date with its year", "Russia opposed to US troops in Syria  Telegraph Media, 9-15, 21", shown(23))

  open({
    "It is early",
    "",
    "Hartocollis 8/4 – Anemona Hartocollis, reporter, “The day,” The Ledger, 8-4-21",
    "",
    "It was early when they came, and earlier yet when they had left again.",
    "",
    "It is late",
    "",
    "The Ledger, 8-5, 2021 was the year",
    "",
    "It was late when they came, and later yet when they had left again.",
  }, 7)
  vim.wo.foldlevel = 0
  expect.same("a date without its year", "It is early  Hartocollis 8/4", shown(1))
  expect.same("a year of four digits", "It is late  The Ledger, 8-5, 2021", shown(7))
end)

-- `]b`, `]t` and their opposites, in normal, operator-pending and visual mode.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

local brief = {
  "# Affirmative", -- 1
  "", -- 2
  "## Solvency", -- 3
  "", -- 4
  "### AT: Cost", -- 5
  "", -- 6
  "#### It is cheap", -- 7
  "", -- 8
  "**Wallace 21** – Ada Wallace, economist, “The price,” The Ledger, May 3, 2021", -- 9
  "", -- 10
  "The price of it all is lower than anyone had thought a year before.", -- 11
  "", -- 12
  "#### We need no evidence for this", -- 13
  "", -- 14
  "### AT: Delay", -- 15
  "", -- 16
  "#### It is quick", -- 17
  "", -- 18
  "**Osei 20** – Kofi Osei, engineer, “The works,” The Builder, June 4, 2020", -- 19
  "", -- 20
  "It took a month, and would have taken two without the rain.", -- 21
}

local function goes(keys, from, to)
  expect.cursor(from)
  expect.type(keys)
  expect.same(("%s from line %d"):format(keys, from), { to, 0 }, vim.api.nvim_win_get_cursor(0))
end

expect.run("motions", function()
  expect.open(brief)

  goes("]b", 1, 3)
  goes("]b", 7, 15)
  goes("]b", 15, 15)
  goes("[b", 17, 15)
  goes("[b", 15, 5)
  goes("[b", 1, 1)
  goes("2]b", 1, 5)
  goes("9]b", 1, 15)

  goes("]t", 1, 7)
  goes("]t", 7, 13)
  goes("]t", 13, 17)
  goes("]t", 21, 21)
  goes("[t", 21, 17)
  goes("2[t", 21, 13)

  goes("]t<C-o>", 1, 1)

  expect.cursor(7)
  expect.type("d]t")
  expect.same("d]t deletes the card", brief[13], expect.lines()[7])
  expect.type("u")

  expect.cursor(5)
  expect.type("v]b<Esc>")
  expect.same("v]b selects up to the next block", 15, vim.fn.getpos("'>")[2])

  -- The parser follows edits.
  expect.cursor(12)
  expect.type("o### AT: Politics<CR><Esc>")
  goes("]b", 5, 13)
  goes("]b", 13, 17)

  vim.g.no_debate_maps = true
  expect.open(brief)
  expect.same("no keys if the user wants none", {}, expect.keys())
end)

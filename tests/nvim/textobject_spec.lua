-- The text objects `ac`, `ae` and `ah`.
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
  "What is more, it falls with each month that we wait for it to fall.", -- 9
  "", -- 10
  "", -- 11
  "#### It is quick", -- 12
  "", -- 13
  "**Osei 20** – Kofi Osei, engineer, “The works,” The Builder, June 4, 2020", -- 14
  "", -- 15
  "It took a month, and would have taken two without the rain.", -- 16
  "", -- 17
  "### AT: Delay", -- 18
  "", -- 19
  "#### There is none", -- 20
}

-- Types `keys` on `line`, and returns the lines that are left and the deleted or copied text.
local function after(keys, line)
  expect.open(brief)
  expect.cursor(line)
  expect.type(keys)
  return expect.lines(), vim.fn.getreg('"')
end

local function without(first, last)
  local left = vim.list_slice(brief, 1, first - 1)
  return vim.list_extend(left, brief, last + 1)
end

expect.run("text objects", function()
  for _, line in ipairs({ 3, 5, 7, 9, 10 }) do
    expect.same("dac on line " .. line, without(3, 11), (after("dac", line)))
  end
  expect.same("dic", without(3, 9), (after("dic", 5)))
  expect.same("dac on the last card of a block", without(12, 17), (after("dac", 16)))
  expect.same("dac on a heading does nothing", brief, (after("dac", 1)))

  expect.same("dae", without(7, 11), (after("dae", 3)))
  expect.same("die", without(7, 9), (after("die", 5)))
  expect.same("die where there is no evidence", brief, (after("die", 20)))

  local _, copied = after("yie", 12)
  expect.same("yie copies whole lines", brief[16] .. "\n", copied)

  expect.same("dah", without(1, 17), (after("dah", 7)))
  expect.same("dih", without(3, 16), (after("dih", 1)))

  -- Select a card in visual mode, and move it above another.
  local moved = after("vacd[tP", 12)
  expect.same("the second card is first", brief[12], moved[3])
  expect.same("the first card is second", brief[3], moved[9])
  expect.same("no line is lost", #brief, #moved)
end)

-- Speech and reading: cards are sent, moved, copied, read and marked.
local expect = dofile(vim.env.DEBATE_ROOT .. "/tests/nvim/expect.lua")

local brief = {
  "### AT: Talks", -- 1
  "", -- 2
  "#### Talks fail", -- 3
  "", -- 4
  "Choi 21, Joseph Choi, “Kremlin shrugs,” The Hill, 9-2-21, https://example.org/a", -- 5
  "", -- 6
  "The talks are ==off — “for good”==, said the spokesman.", -- 7
  "", -- 8
  "They were ==never on==.", -- 9
  "", -- 10
  "#### They never worked", -- 11
  "", -- 12
  "TASS, September 7, 2021", -- 13
  "", -- 14
  "Nobody came, and nobody will.", -- 15
}

local function becomes(what, condition)
  expect.await(("%s, which is %s"):format(what, vim.inspect(expect.lines())), condition)
end

expect.run("speech", function()
  local messages = expect.messages()
  expect.open(brief)
  expect.server()
  local buffer = vim.api.nvim_get_current_buf()

  expect.cursor(11, 3)
  expect.type("gs")
  expect.contains("without a speech there is a message", messages[1], "Start one with :Debate speech")
  vim.cmd("Debate speech")
  local speech = vim.api.nvim_get_current_buf()
  expect.server()
  vim.cmd.wincmd("p")
  expect.same("back in the brief", buffer, vim.api.nvim_get_current_buf())
  expect.type("gs")
  expect.await("the card is in the speech", function()
    local lines = vim.api.nvim_buf_get_lines(speech, 0, -1, true)
    return vim.deep_equal(lines, { "# Speech", "", brief[11], "", brief[13], "", brief[15] })
  end)

  expect.cursor(11, 3)
  expect.type("[e")
  becomes("the card is above the other", function()
    return vim.fn.getline(3) == brief[11] and vim.fn.getline(9) == brief[3]
  end)
  expect.await("the cursor goes along", function()
    return vim.fn.line(".") == 3
  end)
  expect.type("]e")
  becomes("the card is back", function()
    return vim.deep_equal(expect.lines(), brief)
  end)

  expect.cursor(7, 0)
  vim.cmd("Debate caselist")
  expect.await("the card is copied", function()
    return vim.startswith(vim.fn.getreg('"'), "Talks fail\n\nChoi 21, Joseph Choi")
  end)

  vim.cmd("Debate read")
  expect.await("the view", function()
    return vim.bo.buftype == "nofile"
  end)
  expect.same("what is read, in order", {
    "AT: Talks",
    "",
    "Talks fail",
    "Choi 21",
    "off — “for good”",
    "never on",
    "",
    "They never worked",
    "TASS 21",
    "Nobody came, and nobody will.",
  }, expect.lines())
  expect.contains("with the time that is left", vim.wo.winbar, "0:03 left · this block 0:03")
  expect.cursor(5, 0)
  expect.type("m")
  expect.await("the mark is in the brief and in the view", function()
    local line = vim.api.nvim_buf_get_lines(buffer, 8, 9, true)[1]
    return line:find("^~ Marked %d%d:%d%d at “off” ~$") and vim.fn.getline(6) == line
  end)
  expect.type("q")
  expect.same("the view is closed", buffer, vim.api.nvim_get_current_buf())
  vim.cmd("silent undo")

  expect.cursor(1, 5)
  vim.cmd("Debate promote")
  becomes("the block is a hat", function()
    return vim.fn.getline(1) == "## AT: Talks"
  end)
  expect.type("gO")
  expect.await("the outline", function()
    return vim.bo.buftype == "quickfix"
  end)
  expect.contains("with sources and dates", table.concat(expect.lines(), "\n"), "Choi 21 · Sep 2, 2021")
end)

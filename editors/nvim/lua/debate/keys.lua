-- The keys of a brief's buffer. `vim.g.no_debate_maps`, or Vim's own `no_plugin_maps`, leaves them out.
local M = {}

local motion = require("debate.motion")
local textobject = require("debate.textobject")

local moves = { "n", "x", "o" }
local objects = { "x", "o" }

local keys = {
  { moves, "]b", motion.next_section, "Next block, hat or pocket" },
  { moves, "[b", motion.previous_section, "Previous block, hat or pocket" },
  { moves, "]t", motion.next_card, "Next card" },
  { moves, "[t", motion.previous_card, "Previous card" },
  { moves, "]c", motion.next_problem, "Next cite with a problem" },
  { moves, "[c", motion.previous_problem, "Previous cite with a problem" },
  { objects, "ac", textobject.a_card, "a card, and the blank lines after it" },
  { objects, "ic", textobject.inner_card, "a card" },
  { objects, "ae", textobject.a_body, "a card's evidence, and the blank lines after it" },
  { objects, "ie", textobject.inner_body, "a card's evidence" },
  { objects, "ah", textobject.a_section, "a heading and all under it, and the blank lines after it" },
  { objects, "ih", textobject.inner_section, "what stands under a heading" },
}

-- Long lines make `j` and `k` jump far; with a count they go by lines, so that relative numbers hold.
local display = { j = "gj", k = "gk" }

function M.map(buffer)
  if vim.g.no_plugin_maps or vim.g.no_debate_maps then
    return
  end
  for _, key in ipairs(keys) do
    vim.keymap.set(key[1], key[2], key[3], { buffer = buffer, desc = key[4] })
  end
  if vim.g.debate_display_lines then
    for plain, shown in pairs(display) do
      vim.keymap.set({ "n", "x" }, plain, function()
        return vim.v.count == 0 and shown or plain
      end, { buffer = buffer, expr = true, desc = "By lines as shown" })
    end
  end
end

function M.unmap(buffer)
  for _, key in ipairs(keys) do
    pcall(vim.keymap.del, key[1], key[2], { buffer = buffer })
  end
  for plain in pairs(display) do
    pcall(vim.keymap.del, { "n", "x" }, plain, { buffer = buffer })
  end
end

return M

-- The keys of a brief's buffer. `vim.g.no_debate_maps` and Vim's `no_plugin_maps` turn them off.
local M = {}

local motion = require("debate.motion")
local outline = require("debate.outline")
local rewrite = require("debate.rewrite")
local speech = require("debate.speech")
local textobject = require("debate.textobject")

local motion_modes = { "n", "x", "o" }
local object_modes = { "x", "o" }
local cutting_modes = { "n", "x" }

local function cut(name)
  return function()
    rewrite.run(name)
  end
end

local keys = {
  { motion_modes, "]b", motion.next_section, "Next block, hat or pocket" },
  { motion_modes, "[b", motion.previous_section, "Previous block, hat or pocket" },
  { motion_modes, "]t", motion.next_card, "Next card" },
  { motion_modes, "[t", motion.previous_card, "Previous card" },
  { motion_modes, "]c", motion.next_problem, "Next cite with a problem" },
  { motion_modes, "[c", motion.previous_problem, "Previous cite with a problem" },
  { object_modes, "ac", textobject.a_card, "a card, and the blank lines after it" },
  { object_modes, "ic", textobject.inner_card, "a card" },
  { object_modes, "ae", textobject.a_body, "a card's evidence, and the blank lines after it" },
  { object_modes, "ie", textobject.inner_body, "a card's evidence" },
  { object_modes, "ah", textobject.a_section, "a heading and everything under it, and the blank lines after it" },
  { object_modes, "ih", textobject.inner_section, "everything under a heading" },
  { cutting_modes, "<F3>", cut("condense"), "Condense" },
  { cutting_modes, "<F4>", cut("pocket"), "Pocket" },
  { cutting_modes, "<F5>", cut("hat"), "Hat" },
  { cutting_modes, "<F6>", cut("block"), "Block" },
  { cutting_modes, "<F7>", cut("tag"), "Tag" },
  { { "x" }, "<F8>", cut("cite"), "Short cite" },
  { cutting_modes, "<F9>", cut("underline"), "Underline" },
  { cutting_modes, "<F10>", cut("emphasis"), "Emphasize" },
  { cutting_modes, "<F11>", cut("highlight"), "Highlight" },
  { cutting_modes, "<F12>", cut("clear"), "Clear cutting marks" },
  { { "n" }, "<M-F8>", cut("repeatCite"), "Repeat the last cite" },
  { { "n" }, "]e", cut("moveDown"), "Move the card or heading down" },
  { { "n" }, "[e", cut("moveUp"), "Move the card or heading up" },
  { cutting_modes, "gs", speech.send, "Send to the speech" },
  { { "n" }, "gO", outline.show, "Outline, with sources and dates" },
}

-- `j` and `k` by screen lines, because paragraphs are long. With a count they go by lines, to fit relative numbers.
local screen_line_keys = { j = "gj", k = "gk" }

function M.map(buffer)
  if vim.g.no_plugin_maps or vim.g.no_debate_maps then
    return
  end
  for _, key in ipairs(keys) do
    vim.keymap.set(key[1], key[2], key[3], { buffer = buffer, desc = key[4] })
  end
  if vim.g.debate_display_lines then
    for key, by_screen_line in pairs(screen_line_keys) do
      vim.keymap.set({ "n", "x" }, key, function()
        return vim.v.count == 0 and by_screen_line or key
      end, { buffer = buffer, expr = true, desc = "By screen lines" })
    end
  end
end

function M.unmap(buffer)
  for _, key in ipairs(keys) do
    pcall(vim.keymap.del, key[1], key[2], { buffer = buffer })
  end
  for key in pairs(screen_line_keys) do
    pcall(vim.keymap.del, { "n", "x" }, key, { buffer = buffer })
  end
end

return M

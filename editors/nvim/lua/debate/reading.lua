-- `:Debate read`: what is read aloud, in order, in a buffer of its own, with the time that is left in the window bar.
-- `m` marks the card as read up to the cursor, `<CR>` goes to the card, `q` closes the buffer.
local M = {}

local request = require("debate.request")

local headings = { pocket = true, hat = true, block = true }
local groups = {
  pocket = "@markup.heading.1.debate",
  hat = "@markup.heading.2.debate",
  block = "@markup.heading.3.debate",
  tag = "@markup.heading.4.debate",
  analytic = "@markup.heading.4.debate",
  cite = "@markup.strong",
  mark = "DiagnosticWarn",
}
local namespace = vim.api.nvim_create_namespace("debate_reading")
-- By buffer: the brief, its lines, and which of them each line of the buffer shows.
local shown = {}

local function seconds(reading, line)
  local speed = line.kind == "evidence" and reading.wordsPerMinute or reading.tagWordsPerMinute
  return line.words * 60 / math.max(speed, 1)
end

local function clock(time)
  local whole = math.floor(time + 0.5)
  return ("%d:%02d"):format(math.floor(whole / 60), whole % 60)
end

-- The time from a line to the end, and to the next heading.
function M.times(reading, from)
  local rest, block, is_in_block = 0, 0, true
  for number = from, #reading.lines do
    local line = reading.lines[number]
    if headings[line.kind] and number > from then
      is_in_block = false
    end
    rest = rest + seconds(reading, line)
    block = block + (is_in_block and seconds(reading, line) or 0)
  end
  return rest, block
end

local function show_times(buffer)
  local state = shown[buffer]
  local at = state.numbers[vim.api.nvim_win_get_cursor(0)[1]] or #state.reading.lines
  local rest, block = M.times(state.reading, at)
  vim.wo.winbar = ("%s left · this block %s"):format(clock(rest), clock(block))
end

-- A blank line before tags and headings.
local function starts_group(kind)
  return headings[kind] or kind == "tag" or kind == "analytic"
end

local function fill(buffer, reading)
  local texts, numbers, kinds = {}, {}, {}
  for number, line in ipairs(reading.lines) do
    if starts_group(line.kind) and #texts > 0 then
      texts[#texts + 1], numbers[#texts + 1] = "", number
    end
    texts[#texts + 1] = line.text:gsub("%s+", " ")
    numbers[#texts], kinds[#texts] = number, line.kind
  end
  shown[buffer].reading, shown[buffer].numbers = reading, numbers
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, true, texts)
  vim.bo[buffer].modifiable = false
  vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
  for row, kind in pairs(kinds) do
    if groups[kind] then
      local mark = { end_col = #texts[row], hl_group = groups[kind] }
      vim.api.nvim_buf_set_extmark(buffer, namespace, row - 1, 0, mark)
    end
  end
end

local function fetch(client, brief, on_reading)
  local params = { textDocument = { uri = vim.uri_from_bufnr(brief) } }
  request.send(client, brief, "debate/reading", params, function(failure, reading)
    if failure or not reading then
      return vim.notify("debate: nothing to read. See :checkhealth debate", vim.log.levels.WARN)
    end
    on_reading(reading)
  end)
end

-- The line of the brief that the cursor is on.
local function current(buffer)
  local state = shown[buffer]
  return state.reading.lines[state.numbers[vim.api.nvim_win_get_cursor(0)[1]]]
end

-- The last words up to the cursor; nil at the end of a line.
local function words_before_cursor()
  local column = vim.api.nvim_win_get_cursor(0)[2]
  local text = vim.api.nvim_get_current_line()
  local upto = text:sub(1, column) .. (text:sub(column + 1):match("^%S*") or "")
  if vim.trim(upto) == vim.trim(text) then
    return nil
  end
  local words = vim.split(vim.trim(upto), "%s+")
  return table.concat(vim.list_slice(words, math.max(#words - 2, 1)), " ")
end

local function mark(client, buffer)
  local line, brief = current(buffer), shown[buffer].brief
  if not line or headings[line.kind] or line.kind == "mark" then
    return
  end
  local words = line.kind == "evidence" and words_before_cursor()
  local label = vim.fn.strftime("%H:%M") .. (words and (" at “%s”"):format(words) or "")
  local at = line.kind == "evidence" and line.range["end"] or line.range.start
  local ranges = { { start = at, ["end"] = at } }
  local argument = { uri = vim.uri_from_bufnr(brief), rewrite = "mark", label = label, ranges = ranges }
  request.run(client, brief, "debate-ls.rewrite", argument)
end

local function go_to_card(buffer)
  local line, brief = current(buffer), shown[buffer].brief
  local window = vim.fn.bufwinid(brief)
  if line and window ~= -1 then
    vim.api.nvim_set_current_win(window)
    vim.api.nvim_win_set_cursor(window, { line.range.start.line + 1, 0 })
  end
end

-- Opens the view of the current brief. It follows the brief’s changes.
function M.show()
  local brief = vim.api.nvim_get_current_buf()
  local client = request.client(brief)
  if not client then
    return
  end
  fetch(client, brief, function(reading)
    vim.cmd.new()
    local buffer = vim.api.nvim_get_current_buf()
    shown[buffer] = { brief = brief }
    vim.bo[buffer].buftype, vim.bo[buffer].bufhidden, vim.bo[buffer].swapfile = "nofile", "wipe", false
    local window = vim.wo[0][0]
    window.wrap, window.linebreak, window.number = true, true, false
    fill(buffer, reading)
    show_times(buffer)
    local function map(key, action)
      vim.keymap.set("n", key, action, { buffer = buffer, nowait = true })
    end
    map("q", vim.cmd.close)
    map("m", function()
      mark(client, buffer)
    end)
    map("<CR>", function()
      go_to_card(buffer)
    end)
    vim.api.nvim_create_autocmd("CursorMoved", {
      buffer = buffer,
      callback = function()
        show_times(buffer)
      end,
    })
    vim.api.nvim_buf_attach(brief, false, {
      on_lines = function()
        -- `true` ends the attachment.
        if not vim.api.nvim_buf_is_valid(buffer) then
          shown[buffer] = nil
          return true
        end
        vim.schedule(function()
          fetch(client, brief, function(changed)
            if vim.api.nvim_buf_is_valid(buffer) then
              fill(buffer, changed)
            end
          end)
        end)
      end,
    })
  end)
end

return M

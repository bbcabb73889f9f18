-- Folds of a brief: a closed card shows its tag and short cite, a closed block its heading and the number of its cards.
local M = {}

local tree = require("debate.tree")

-- How many screen cells a source may take.
local max_source_width = 40

-- Truncates `text` to `cells` screen cells.
local function truncate(text, cells)
  if vim.fn.strdisplaywidth(text) <= cells then
    return text
  end
  return vim.trim(vim.fn.strcharpart(text, 0, math.max(cells - 1, 0))) .. "…"
end

-- The text of a short cite, with the year that may follow it: `Telegraph Media, 9-15` in `Telegraph Media, 9-15, 21`.
local function short_cite_text(short_cite, cite)
  local year = tree.field(short_cite, "year")
  if not year or not vim.treesitter.get_node_text(year, 0):find("%d%s*[-/]%s*%d") then
    return tree.text(short_cite, 0)
  end
  local row, column = select(3, short_cite:range())
  local last, last_column = select(3, cite:range())
  local rest = table.concat(vim.api.nvim_buf_get_text(0, row, column, last, last_column, {}), " ")
  local after = rest:match("^,%s*%d%d%f[%D]") or rest:match("^,%s*%d%d%d%d%f[%D]") or ""
  return vim.treesitter.get_node_text(short_cite, 0) .. after
end

-- The name of a card's source: its short cite, or else the cite up to its first date.
local function source_name(card)
  local cite = tree.field(card, "cite")
  if not cite then
    return nil
  end
  local row, column, last, last_column = cite:range()
  for child in cite:iter_children() do
    local kind = child:type()
    if kind == "short_cite" then
      return truncate(short_cite_text(child, cite), max_source_width)
    elseif kind == "date" then
      last, last_column = select(3, child:range())
      break
    end
  end
  local text = table.concat(vim.api.nvim_buf_get_text(0, row, column, last, last_column, {}), " ")
  -- The author's qualifications follow after a bar.
  return truncate(vim.trim(text:match("^[^|]+") or text), max_source_width)
end

local function count_cards(node)
  local number = 0
  for child in node:iter_children() do
    local kind = child:type()
    if kind == "card" then
      number = number + 1
    elseif kind == "block" or kind == "hat" then
      number = number + count_cards(child)
    end
  end
  return number
end

-- The section or card that starts on a row.
local function node_starting_at(row)
  for _, nodes in ipairs({ tree.sections(0), tree.cards(0) }) do
    for _, node in ipairs(nodes) do
      if node:start() == row then
        return node
      end
    end
  end
end

local highlight_groups = { pocket = "@markup.heading.1", hat = "@markup.heading.2", block = "@markup.heading.3" }

local function text_width()
  local window = vim.fn.getwininfo(vim.api.nvim_get_current_win())[1]
  return window.width - window.textoff
end

-- For 'foldtext': a list of texts, each with its highlight group.
function M.text()
  local row = vim.v.foldstart - 1
  local node = node_starting_at(row)
  if not node then
    return { { vim.fn.getline(row + 1), "Folded" } }
  end
  local group = highlight_groups[node:type()]
  if group then
    local number = count_cards(node)
    local size = ("  %d card%s"):format(number, number == 1 and "" or "s")
    local heading = tree.text(tree.field(node, "heading"), 0)
    return { { truncate(heading, text_width() - #size), group }, { size, "Comment" } }
  end
  local tag, source = tree.field(node, "tag"), source_name(node)
  local cite = source and "  " .. source or ""
  local claim = tag and truncate(tree.text(tag, 0), text_width() - vim.fn.strdisplaywidth(cite)) or ""
  return { { claim, "@markup.heading.4" }, { cite, "@markup.strong" } }
end

-- For 'foldexpr'. The blank lines after a card fold with it, so closed cards make an outline without gaps, and `dd` on
-- a closed card deletes the same lines as `dac`.
function M.level()
  local blank = vim.fn.getline(vim.v.lnum):find("^%s*$")
  return blank and "=" or vim.treesitter.foldexpr()
end

-- Sets the folding options of all windows that show the buffer. All folds are open at first.
function M.enable(buffer)
  for _, window in ipairs(vim.fn.win_findbuf(buffer)) do
    local options = vim.wo[window][0]
    options.foldmethod = "expr"
    options.foldexpr = "v:lua.require'debate.fold'.level()"
    options.foldtext = "v:lua.require'debate.fold'.text()"
    options.foldlevel = 99
  end
end

return M

-- `:Debate dates` and `:Debate bibliography`: what the program says of the sources of a brief.
local M = {}

local list = require("debate.list")
local server = require("debate.server")

-- Hands the buffer, saved or not, to `debate-ls` with these arguments, and what it prints to `use`.
local function ask(arguments, use)
  local command = vim.list_extend({ server.program() }, arguments)
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n") .. "\n"
  local folder = vim.fn.expand("%:p:h")
  local run = pcall(vim.system, command, {
    stdin = text,
    text = true,
    cwd = vim.fn.isdirectory(folder) == 1 and folder or nil,
  }, function(result)
    vim.schedule(function()
      if result.code == 0 then
        use(result.stdout)
      else
        vim.notify("debate: " .. vim.trim(result.stderr), vim.log.levels.ERROR)
      end
    end)
  end)
  if not run then
    vim.notify(("debate: %s cannot be run: see :checkhealth debate"):format(command[1]), vim.log.levels.ERROR)
  end
end

local function author(csl)
  local first = (csl.author or {})[1]
  return first and (first.family or first.literal) or csl["container-title"] or ""
end

-- The cites of all cards, by date: those without one first, then the oldest.
local function dated(cards)
  local rows = {}
  for _, card in ipairs(cards) do
    for _, cite in ipairs(card.cites) do
      rows[#rows + 1] = {
        date = cite.issued.edtf or "",
        who = author(cite.csl),
        tag = card.tag and card.tag.text or "",
        line = cite.start[1],
        column = cite.start[2] + 1,
      }
    end
  end
  table.sort(rows, function(a, b)
    -- A month or day that is not known sorts before those that are.
    local one, other = a.date:gsub("X", " "), b.date:gsub("X", " ")
    if one ~= other then
      return one < other
    end
    return a.line < b.line
  end)
  return rows
end

-- `text`, followed by blanks up to `cells` of the screen.
local function pad(text, cells)
  return text .. (" "):rep(cells - vim.fn.strdisplaywidth(text))
end

local function widest(rows, column)
  local cells = 0
  for _, row in ipairs(rows) do
    cells = math.max(cells, vim.fn.strdisplaywidth(row[column]))
  end
  return cells
end

-- All sources by date, in the location list.
function M.dates()
  local buffer, window = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  ask({ "parse", "--format", "json", "-" }, function(printed)
    local parsed = vim.json.decode(printed, { luanil = { object = true, array = true } })
    local rows = dated(parsed.cards)
    for _, row in ipairs(rows) do
      row.date = row.date == "" and "no date" or row.date
    end
    local dates, people = widest(rows, "date"), widest(rows, "who")
    local items = vim.tbl_map(function(row)
      return {
        bufnr = buffer,
        lnum = row.line,
        col = row.column,
        text = ("%s  %s  %s"):format(pad(row.date, dates), pad(row.who, people), row.tag),
      }
    end, rows)
    list.show(window, "Dates of the sources", items)
  end)
end

M.formats = { "table", "bibtex", "csl-json" }

local filetypes = { table = "", bibtex = "bib", ["csl-json"] = "json" }

-- The bibliography in a window of its own, to read or to write where it is wanted.
function M.bibliography(format)
  format = format or M.formats[1]
  if not filetypes[format] then
    return vim.notify(
      ("debate: no format %s: take one of %s"):format(format, table.concat(M.formats, ", ")),
      vim.log.levels.ERROR
    )
  end
  ask({ "cites", "--format", format, "-" }, function(printed)
    vim.cmd.new()
    vim.bo.buftype = "nofile"
    vim.bo.bufhidden = "wipe"
    vim.bo.swapfile = false
    vim.api.nvim_buf_set_lines(0, 0, -1, true, vim.split(vim.trim(printed), "\n"))
    vim.bo.filetype = filetypes[format]
    vim.bo.modified = false
  end)
end

return M

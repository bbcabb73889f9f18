-- Where a brief's sections and cards are, by the tree-sitter parser. Rows and columns count from 0, columns in bytes.
local M = {}

local sections = { pocket = true, hat = true, block = true }
local cards = { card = true, analytic = true }

-- The root of the buffer's tree, up to date; nil where there is no parser.
function M.root(buffer)
  local found, parser = pcall(vim.treesitter.get_parser, buffer, "debate")
  if not found or not parser then
    return nil
  end
  return parser:parse()[1]:root()
end

local function collect(node, wanted, into)
  for child in node:iter_children() do
    local kind = child:type()
    if wanted[kind] then
      into[#into + 1] = child
    end
    -- Nothing that is looked for stands inside a card.
    if sections[kind] then
      collect(child, wanted, into)
    end
  end
  return into
end

local function all(buffer, wanted)
  local root = M.root(buffer)
  return root and collect(root, wanted, {}) or {}
end

-- Pockets, hats and blocks, in the order of the text.
function M.sections(buffer)
  return all(buffer, sections)
end

-- Cards and analytics, in the order of the text.
function M.cards(buffer)
  return all(buffer, cards)
end

-- The first and the last row a node is on. A node that ends at a line's start is not on that line.
function M.rows(node)
  local first, _, last, column = node:range()
  return first, (column == 0 and last > first) and last - 1 or last
end

-- A section's or a card's child of that name: `heading`, `tag`, `cite`, `body`.
function M.field(node, name)
  return node:field(name)[1]
end

-- What a node says, on one line, without the marks of a heading.
function M.words(node, buffer)
  local said = {}
  for child in node:iter_children() do
    if child:type() ~= "mark" then
      said[#said + 1] = vim.treesitter.get_node_text(child, buffer)
    end
  end
  local text = #said > 0 and table.concat(said, " ") or vim.treesitter.get_node_text(node, buffer)
  return vim.trim((text:gsub("%s+", " ")))
end

-- The last of `nodes` that starts at or above `row`, if it reaches there. A blank line belongs to what is above it.
local function at(nodes, row)
  local text = vim.fn.prevnonblank(row + 1) - 1
  local found
  for _, node in ipairs(nodes) do
    if node:start() > text then
      break
    end
    found = node
  end
  if found and select(2, M.rows(found)) >= text then
    return found
  end
end

-- The card or analytic of a row in the current buffer.
function M.card_at(row)
  return at(M.cards(0), row)
end

-- The innermost pocket, hat or block of a row in the current buffer.
function M.section_at(row)
  return at(M.sections(0), row)
end

return M

-- `:checkhealth debate`
local M = {}

local parser = require("debate.parser")
local server = require("debate.server")

local health = vim.health

local function check_neovim()
  health.start("Neovim")
  if vim.fn.has("nvim-0.10") == 1 then
    health.ok(tostring(vim.version()))
  else
    health.error(tostring(vim.version()) .. " is too old", { "Install Neovim 0.11 or newer." })
  end
end

local function check_server()
  health.start("Language server")
  local program = server.program()
  local path = vim.fn.exepath(program)
  if path == "" then
    return health.error(program .. " is not on your PATH", {
      "Run `cargo install --path server` in the checkout of debate-ls.",
    })
  end
  local result = vim.system({ path, "--version" }, { text = true }):wait(5000)
  if result.code ~= 0 then
    return health.error(("%s --version ended with %d"):format(path, result.code), { vim.trim(result.stderr) })
  end
  health.ok(("%s, %s"):format(vim.trim(result.stdout), path))
  local running = vim.lsp.get_clients({ name = "debate_ls" })
  for _, client in ipairs(running) do
    health.ok(("running, for %s"):format(client.root_dir or "single files"))
  end
  if #running == 0 then
    health.info("not running: it starts when you open a brief")
  end
end

local function check_parser()
  health.start("Tree-sitter parser (colors, folds, motions, text objects)")
  local grammar, compiler = parser.grammar(), parser.compiler()
  if compiler then
    health.ok("C compiler: " .. table.concat(compiler, " "))
  else
    health.warn("no C compiler", { "Install gcc or clang, then run :Debate install." })
  end
  if grammar then
    health.ok("grammar: " .. grammar)
  else
    health.warn("the grammar is not beside the plugin", { "Set vim.g.debate_grammar to its folder." })
  end
  local installed = parser.installed()
  if not installed then
    return health.warn("no parser", { "Open a brief, or run :Debate install." })
  end
  -- If it does not load, Neovim 0.10 throws the reason, and later versions return it.
  local _, thrown, returned = pcall(vim.treesitter.language.add, "debate")
  if not pcall(vim.treesitter.language.inspect, "debate") then
    return health.error(("%s does not load: %s"):format(installed, returned or thrown), { "Run :Debate install." })
  end
  if installed == parser.target() and parser.stale() then
    health.warn(installed .. " is older than the grammar", { "Run :Debate install, and restart Neovim." })
  else
    health.ok(installed)
  end
end

local function check_queries()
  for _, name in ipairs({ "highlights", "folds", "textobjects", "injections" }) do
    local ok, query = pcall(vim.treesitter.query.get, "debate", name)
    if ok and query then
      health.ok("query " .. name)
    elseif ok then
      health.warn("no query " .. name, { "Run :Debate install." })
    else
      health.error(("query %s does not fit the parser: %s"):format(name, query), { "Run :Debate install." })
    end
  end
end

function M.check()
  check_neovim()
  check_server()
  check_parser()
  if pcall(vim.treesitter.language.inspect, "debate") then
    check_queries()
  end
end

return M

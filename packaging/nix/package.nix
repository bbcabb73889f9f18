# For nixpkgs, as pkgs/by-name/de/debate-ls/package.nix; or from a checkout:
#   nix-build -E 'with import <nixpkgs> {}; callPackage packaging/nix/package.nix { }'
# Built from source, with the lock file of the checkout, so that there is no hash to update but that of the source.
{
  lib,
  rustPlatform,
  installShellFiles,
}:
rustPlatform.buildRustPackage {
  pname = "debate-ls";
  version = (lib.importTOML ../../Cargo.toml).workspace.package.version;
  src = lib.cleanSource ../..;
  cargoLock.lockFile = ../../Cargo.lock;
  cargoBuildFlags = [ "--package=debate-ls" ];
  buildFeatures = [ "parquet" ];
  # The tests of the program from outside need other software and the folder's git history.
  cargoTestFlags = [ "--package=debate-ls" "--lib" ];
  nativeBuildInputs = [ installShellFiles ];
  postInstall = ''
    $out/bin/debate-ls man man1
    installManPage man1/*.1
    installShellCompletion --cmd debate-ls \
      --bash <($out/bin/debate-ls completions bash) \
      --zsh <($out/bin/debate-ls completions zsh) \
      --fish <($out/bin/debate-ls completions fish)
  '';
  meta = {
    description = "Checker and language server for debate evidence";
    homepage = "@REPOSITORY@";
    license = with lib.licenses; [ mit asl20 ];
    mainProgram = "debate-ls";
  };
}

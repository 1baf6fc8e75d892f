namespace Arch.Plugins.Packages;

/// <summary>What an installation did.</summary>
/// <param name="Plugin">What is there now.</param>
/// <param name="Replaced">What was there before; <see langword="null"/> when nothing was.</param>
public sealed record InstallResult(InstalledPlugin Plugin, InstalledPlugin? Replaced);

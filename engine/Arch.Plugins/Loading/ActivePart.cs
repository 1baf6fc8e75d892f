namespace Arch.Plugins.Loading;

/// <summary>A part that is ready to work.</summary>
internal abstract record ActivePart;

namespace Arch.Host.Api.Plugins;

/// <summary>A type that a plugin offers.</summary>
/// <param name="Kind">Whether it is of steps, triggers or agents.</param>
/// <param name="Name">The name that workflows use.</param>
/// <param name="Version">Its version.</param>
internal sealed record PartResource(string Kind, string Name, int Version);

namespace Arch.Host.Api.Secrets;

/// <summary>A connection, without what it gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="For">The step and trigger types that it is for.</param>
internal sealed record ConnectionResource(string Name, IReadOnlyList<string> For);

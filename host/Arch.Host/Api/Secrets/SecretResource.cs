namespace Arch.Host.Api.Secrets;

/// <summary>A secret, without its value, which nobody can read back.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SetAt">When it was set last.</param>
internal sealed record SecretResource(string Name, DateTimeOffset SetAt);

namespace Arch.Host.Api.Secrets;

/// <summary>The value of a secret.</summary>
/// <param name="Value">The value, up to 64 KiB.</param>
internal sealed record SecretRequest(string Value);

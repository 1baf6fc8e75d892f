namespace Arch.Host.Api.Agents;

/// <summary>A message that was sent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsNew">Whether it was not sent before.</param>
internal sealed record SentResource(string Id, bool IsNew);

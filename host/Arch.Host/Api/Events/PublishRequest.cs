using Arch.Expressions.Values;

namespace Arch.Host.Api.Events;

/// <summary>An event to publish.</summary>
/// <param name="Subject">What it is about, parts joined by dots.</param>
/// <param name="Data">Its data.</param>
/// <param name="Id">An id of the sender's: an event that was published under it before changes nothing.</param>
internal sealed record PublishRequest(string Subject, Value? Data = null, string? Id = null);

using Arch.Expressions.Values;

namespace Arch.Host.Api.Agents;

/// <summary>A message to an agent.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Data">Its data.</param>
/// <param name="Id">An id of the sender's: a message that was sent under it before changes nothing.</param>
internal sealed record SendRequest(string Subject = "", Value? Data = null, string? Id = null);

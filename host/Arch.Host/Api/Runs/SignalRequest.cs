using Arch.Expressions.Values;

namespace Arch.Host.Api.Runs;

/// <summary>A signal.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Data">Its data.</param>
/// <param name="Id">An id of the sender's: a signal that was sent under it before changes nothing.</param>
internal sealed record SignalRequest(string Name, Value? Data = null, string? Id = null);

namespace Arch.Host.Api.Triggers;

/// <summary>Times of a schedule to start runs for.</summary>
/// <param name="From">From when on: a moment, or a length of time before now.</param>
/// <param name="Until">Until when; now unless given.</param>
/// <param name="Id">A name for it: the same again changes nothing.</param>
internal sealed record BackfillRequest(string From, string? Until = null, string? Id = null);

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>Keeps tokens in memory, one for each set of settings, and has each fetched by one step at a time.</summary>
internal sealed class TokenCache
{
    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Gets the cache of all steps of the plugin.</summary>
    public static TokenCache Shared { get; } = new();

    /// <summary>Gives a token, from memory when there is one.</summary>
    /// <param name="settings">What to fetch it with.</param>
    /// <param name="rejected">A token that a server did not take, which is not given again; <see langword="null"/>: any will do.</param>
    /// <param name="context">The clock and the way to the server.</param>
    /// <param name="cancellationToken">Ends the wait and the fetch.</param>
    public async Task<string> GetAsync(ClientCredentials settings, string? rejected, StepContext context, CancellationToken cancellationToken)
    {
        var entry = EntryOf(settings, context.Time.GetUtcNow());
        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (entry.Token is not { } token || token.UsedUntil <= context.Time.GetUtcNow() || token.Value == rejected)
            {
                entry.Token = null;
                entry.Token = token = await TokenRequest.SendAsync(settings, context, cancellationToken).ConfigureAwait(false);
            }

            return token.Value;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private Entry EntryOf(ClientCredentials settings, DateTimeOffset now)
    {
        if (_entries.Count >= Most)
        {
            foreach (var (old, entry) in _entries)
            {
                // One whose token is just being fetched is fetched once more by whoever comes next; nothing else happens.
                if (entry.Token is null || entry.Token.UsedUntil <= now)
                {
                    _entries.TryRemove(old, out _);
                }
            }
        }

        // A hash, so that no secret is kept as the name of something.
        var key = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(settings)));
        return _entries.GetOrAdd(key, _ => new Entry());
    }

    private sealed class Entry
    {
        // Never disposed: without its wait handle it holds nothing that must be given back.
        public SemaphoreSlim Gate { get; } = new(1);

        public AccessToken? Token { get; set; }
    }
}

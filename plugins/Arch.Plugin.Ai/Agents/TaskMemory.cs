using System.Globalization;
using System.Text.Json.Nodes;
using Arch.Sdk.Agents;
using Arch.Sdk.Vectors;

namespace Arch.Plugin.Ai.Agents;

/// <summary>What an agent remembers, in the vector store.</summary>
internal sealed class TaskMemory(AiMemory memory, AgentContext context, CancellationToken cancellationToken)
{
    private const int MostCharacters = 4_000;

    private readonly string _collection = memory.Collection ?? "agent." + context.Agent.ToLowerInvariant();

    /// <summary>Finds what is like a text.</summary>
    /// <returns>A line for each memory; <see langword="null"/> when there is none.</returns>
    public async Task<string?> FindAsync(string text)
    {
        if (memory.Recall == 0 || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var query = new VectorQuery { Text = Cut(text), Limit = memory.Recall, MinScore = memory.MinScore };
        var matches = await context.Vectors.SearchAsync(_collection, query, cancellationToken).ConfigureAwait(false);
        return matches.Count == 0 ? null : string.Join('\n', matches.Select(match => "- " + match.Record.Text));
    }

    /// <summary>Keeps a text; the same key keeps it once.</summary>
    public Task KeepAsync(string key, string kind, string text) => context.Vectors.UpsertAsync(
        _collection,
        [
            new VectorRecord
            {
                Key = key,
                Text = Cut(text),
                Metadata = new JsonObject { ["kind"] = kind, ["at"] = context.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) },
            },
        ],
        cancellationToken);

    private static string Cut(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters];
}

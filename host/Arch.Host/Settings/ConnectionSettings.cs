using Arch.Expressions.Values;

namespace Arch.Host.Settings;

/// <summary>A connection: what an operator gives to steps that name it.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>Gets the step and trigger types that it is for: names, or patterns that end in <c>*</c>.</summary>
    public required IReadOnlyList<string> For { get; init; }

    /// <summary>Gets the inputs that it gives. <c>{secret: NAME}</c> in it stands for a secret.</summary>
    public required Value With { get; init; }

    /// <summary>Reads <c>connections</c>.</summary>
    public static Dictionary<string, ConnectionSettings> Read(SettingsSection connections)
    {
        var read = new Dictionary<string, ConnectionSettings>(StringComparer.Ordinal);
        foreach (var name in connections.Names)
        {
            if (connections.Section(name) is { } connection)
            {
                connection.Allow("for", "with");
                if (!connection.Has("for"))
                {
                    connection.Report(
                        "for", "ARCH6003", $"the connection '{name}' does not say what it is for.", "Add 'for' with step types, such as [http.request] or ['sql.*'].");
                }

                connection.Section("with");
                read[name] = new ConnectionSettings { For = connection.Texts("for") ?? [], With = connection["with"] };
            }
        }

        return read;
    }

    /// <summary>Tells whether a step or trigger type may use it.</summary>
    public bool IsFor(string type) => For.Any(pattern =>
        pattern.EndsWith('*') ? type.StartsWith(pattern[..^1], StringComparison.Ordinal) : type == pattern);
}

using Arch.Sdk;
using NATS.Client.Core;

namespace Arch.Plugin.Nats.Messages;

/// <summary>Headers of messages, from and to inputs and outputs.</summary>
internal static class MessageHeaders
{
    /// <exception cref="StepException">nats_input: a header cannot be sent.</exception>
    public static NatsHeaders? Of(IReadOnlyDictionary<string, string> headers)
    {
        if (headers.Count == 0)
        {
            return null;
        }

        var result = new NatsHeaders();
        foreach (var (name, value) in headers)
        {
            if (name.Length == 0 || name.Any(character => character is <= ' ' or > '~' or ':') || value.Any(character => character is < ' ' or > '~'))
            {
                throw NatsFailures.Input($"The header '{name}' cannot be sent: names and values are printable ASCII, names without ':' and spaces.");
            }

            result[name] = value;
        }

        return result;
    }

    public static SortedDictionary<string, string> Read(NatsHeaders? headers)
    {
        var result = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in headers ?? [])
        {
            result[name] = string.Join(", ", values.ToArray());
        }

        return result;
    }
}

using System.Collections.Immutable;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes the limits of <c>concurrency</c>.</summary>
internal static class LimitReader
{
    public static ImmutableArray<ConcurrencyLimit> Read(DocumentScope document, YamlNode? node, NameScope names)
    {
        var limits = ImmutableArray.CreateBuilder<ConcurrencyLimit>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node is YamlSequence list ? list.Items : node is null ? [] : [node])
        {
            if (item is not YamlMapping limit || limit.Find("key") is not { } key)
            {
                continue;
            }

            if (Scalars.Text(key.Value) is { } text && !keys.Add(text))
            {
                document.Context.Error(
                    key.Value,
                    "ARCH1000",
                    $"The key \"{text}\" stands twice in 'concurrency'.",
                    "Take one of the two limits away.");
            }

            limits.Add(Limit(document, limit, key.Value, names));
        }

        return limits.ToImmutable();
    }

    private static ConcurrencyLimit Limit(DocumentScope document, YamlMapping limit, YamlNode key, NameScope names)
    {
        var policy = Scalars.Text(limit.Find("on_limit")?.Value) switch
        {
            "skip" => LimitPolicy.Skip,
            "replace" => LimitPolicy.Replace,
            "fail" => LimitPolicy.Fail,
            _ => LimitPolicy.Queue,
        };
        if (policy != LimitPolicy.Queue && limit.Find("queue_max") is { } most)
        {
            document.Context.Error(
                most.Key,
                "ARCH1000",
                $"'queue_max' says how many may wait, but with 'on_limit: {Scalars.Text(limit.Find("on_limit")!.Value)}' none waits.",
                "Take it away, or use 'on_limit: queue'.");
        }

        return new ConcurrencyLimit
        {
            Key = KeyText.Compile(document, key, names, "'key' of 'concurrency'"),
            Limit = Scalars.Integer(limit.Find("limit")?.Value) ?? 1,
            OnLimit = policy,
            QueueMax = Scalars.Integer(limit.Find("queue_max")?.Value),
        };
    }
}

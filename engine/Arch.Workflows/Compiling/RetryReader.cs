using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes retry policies.</summary>
internal static class RetryReader
{
    public static RetryPolicy? Read(DocumentScope document, YamlNode node, NameScope names)
    {
        if (node is not YamlMapping mapping || document.Context.IsBroken(node))
        {
            return null;
        }

        var standard = new RetryPolicy();
        return new RetryPolicy
        {
            Attempts = Scalars.Integer(mapping.Find("attempts")?.Value) ?? standard.Attempts,
            Delay = Scalars.Duration(mapping.Find("delay")?.Value) ?? standard.Delay,
            Backoff = Scalars.Text(mapping.Find("backoff")?.Value) switch
            {
                "linear" => RetryBackoff.Linear,
                "exponential" => RetryBackoff.Exponential,
                _ => RetryBackoff.Constant,
            },
            MaxDelay = Scalars.Duration(mapping.Find("max_delay")?.Value) ?? standard.MaxDelay,
            Jitter = Scalars.Flag(mapping.Find("jitter")?.Value),
            Within = Scalars.Duration(mapping.Find("within")?.Value),
            When = mapping.Find("when") is { } when
                ? document.Expressions.Condition(when.Value, names.With("error", StepShapes.Error))
                : null,
        };
    }
}

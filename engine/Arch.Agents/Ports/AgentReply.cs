using System.Globalization;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Agents.Ports;

/// <summary>The reply to a step of a run that asked an agent.</summary>
public sealed record AgentReply
{
    /// <summary>Gets the run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>Gets the number of the step in its run.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets the attempt of the step.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets the outputs, an object; undefined when the agent failed.</summary>
    public Value Outputs { get; init; }

    /// <summary>Gets how the agent failed; <see langword="null"/> when it did not.</summary>
    public StepError? Error { get; init; }

    /// <summary>Writes where a reply goes, as messages carry it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="activation">The number of the step.</param>
    /// <param name="attempt">The attempt.</param>
    public static string Address(RunId runId, int activation, int attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"run:{runId.Value}/{activation}/{attempt}");

    /// <summary>Reads where a reply goes.</summary>
    /// <param name="address">What <see cref="Address"/> gave.</param>
    /// <returns>A reply without content; <see langword="null"/> when the text is no address.</returns>
    public static AgentReply? To(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var parts = address.Split('/');
        return parts is [{ Length: > 4 } run, var activation, var attempt]
            && run.StartsWith("run:", StringComparison.Ordinal)
            && int.TryParse(activation, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new AgentReply { RunId = new RunId(run[4..]), Activation = number, Attempt = count }
            : null;
    }
}

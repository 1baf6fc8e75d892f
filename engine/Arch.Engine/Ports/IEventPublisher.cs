using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Ports;

/// <summary>Publishes what <c>emit</c> steps say.</summary>
public interface IEventPublisher
{
    /// <summary>Publishes an event.</summary>
    /// <param name="runId">The run that emits it.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="data">The data.</param>
    /// <param name="at">When it was emitted.</param>
    void Publish(RunId runId, string subject, Value data, DateTimeOffset at);
}

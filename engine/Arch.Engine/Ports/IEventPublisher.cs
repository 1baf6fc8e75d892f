using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>Puts the events of the event log on a bus, for those outside of the engine.</summary>
public interface IEventPublisher
{
    /// <summary>Publishes an event. The same event may come more than once, after a crash.</summary>
    /// <param name="message">The event.</param>
    /// <returns>A task that ends when the bus has it. When it fails, the event is published again later.</returns>
    ValueTask PublishAsync(BusEvent message);
}

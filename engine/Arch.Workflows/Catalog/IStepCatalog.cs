namespace Arch.Workflows.Catalog;

/// <summary>The step and trigger types that workflows may use.</summary>
public interface IStepCatalog
{
    /// <summary>Gets the names of all step types, without versions, for "did you mean". Loads no plugin.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Finds a step type.</summary>
    /// <param name="name">The name, such as <c>http.request</c>.</param>
    /// <param name="version">The major version, or <see langword="null"/> for the newest.</param>
    /// <returns>The step type, or <see langword="null"/> when there is none of that name and version.</returns>
    StepType? Find(string name, int? version);

    /// <summary>Gets the names of all trigger types, without versions, for "did you mean". Loads no plugin.</summary>
    /// <value>None unless the catalog has trigger types.</value>
    IReadOnlyCollection<string> TriggerNames => [];

    /// <summary>Finds a trigger type.</summary>
    /// <param name="name">The name, such as <c>mail.received</c>.</param>
    /// <param name="version">The major version, or <see langword="null"/> for the newest.</param>
    /// <returns>The trigger type, or <see langword="null"/> when there is none of that name and version.</returns>
    TriggerType? FindTrigger(string name, int? version) => null;
}

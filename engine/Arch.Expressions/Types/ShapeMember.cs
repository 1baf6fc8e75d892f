namespace Arch.Expressions.Types;

/// <summary>A member of an object shape.</summary>
/// <param name="Shape">The shape of its value.</param>
public sealed record ShapeMember(TypeShape Shape)
{
    /// <summary>Gets whether whoever gives the object must give this member.</summary>
    /// <value><see langword="false"/> unless set.</value>
    public bool IsRequired { get; init; }

    /// <summary>Gets whether a connection may give this member in place of the workflow.</summary>
    /// <value><see langword="false"/> unless set.</value>
    public bool IsConnection { get; init; }

    /// <summary>Gets the name of the member that a connection must give as well when it gives this one.</summary>
    /// <value><see langword="null"/> unless set.</value>
    public string? ConnectionNeeds { get; init; }

    /// <summary>Gets why the value may be undefined when it is read, so that <c>?.</c> is needed to look into
    /// it.</summary>
    /// <value>A clause such as <c>step 'review' may be skipped by its own 'when'</c>; <see langword="null"/> when it is
    /// always there.</value>
    public string? MayBeUndefinedBecause { get; init; }

    /// <summary>Gets why the member must not be used here at all although the object will have it elsewhere.</summary>
    /// <value>A problem with this code is reported on use, such as a step that has not run yet; <see langword="null"/>
    /// when it may be used.</value>
    public ShapeProblem? Forbidden { get; init; }
}

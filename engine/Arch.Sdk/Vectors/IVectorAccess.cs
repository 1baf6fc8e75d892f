namespace Arch.Sdk.Vectors;

/// <summary>The vector store of the host: collections of texts and vectors that are searched by likeness.</summary>
/// <remarks>
/// A collection is made by the first record that is put into it, which also says how many dimensions all of its vectors have.
/// Records without a vector get one from the host's embedder for their text. Safe to use from many threads at once.
/// </remarks>
public interface IVectorAccess
{
    /// <summary>Puts records into a collection; one with a key that is there already takes its place.</summary>
    /// <param name="collection">The name: <c>[a-z][a-z0-9_.-]*</c>, at most 100 characters.</param>
    /// <param name="records">The records.</param>
    /// <param name="cancellationToken">Ends the work; then none is put in.</param>
    /// <exception cref="StepException">ARCH4231: a record does not fit the collection.</exception>
    Task UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken);

    /// <summary>Finds the records that are most like a text or a vector.</summary>
    /// <param name="collection">The name; one that does not exist is empty.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The best matches, the best first.</returns>
    /// <exception cref="StepException">ARCH4231: the query does not fit the collection.</exception>
    Task<IReadOnlyList<VectorMatch>> SearchAsync(string collection, VectorQuery query, CancellationToken cancellationToken);

    /// <summary>Deletes records.</summary>
    /// <param name="collection">The name; one that does not exist is empty.</param>
    /// <param name="selection">Which ones.</param>
    /// <param name="cancellationToken">Ends the work; then none is deleted.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="StepException">ARCH4231: the selection does not fit the collection.</exception>
    Task<long> DeleteAsync(string collection, VectorSelection selection, CancellationToken cancellationToken);

    /// <summary>Gets the vectors that the host's embedder makes of texts, each of length 1.</summary>
    /// <param name="texts">The texts, at most 10,000.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A vector for each text, in their order; all zeros for a text without letters and digits.</returns>
    /// <exception cref="StepException">ARCH4231: a text is too long.</exception>
    Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);
}

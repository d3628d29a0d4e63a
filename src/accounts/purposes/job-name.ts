/** The name of the job that applies retention. */
export const retentionJob = 'retention'

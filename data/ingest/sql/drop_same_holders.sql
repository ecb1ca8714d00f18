drop table same_holders
